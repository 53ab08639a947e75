/** One scenario from start to verdict: brings the parts together, watches them, and takes them down again. */
package io.adpipeline.run;
