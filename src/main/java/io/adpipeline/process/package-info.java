/** JVMs of our own beside this one: started from the same class path, spoken to by lines, never left behind. */
package io.adpipeline.process;
