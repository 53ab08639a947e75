/** JVMs of our own beside this one: spoken to by lines, never left behind. */
package io.adpipeline.process;
