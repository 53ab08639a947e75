/** Child JVMs, which talk to this one in lines and never outlive it, and what processes use. */
package io.adpipeline.process;
