/** One scenario from start to evidence: brings the parts together, watches them, and takes them down again. */
package io.adpipeline.run;
