/** What was measured in a run: the facts of it, its folder, and how they are stored and read again; it judges nothing. */
package io.adpipeline.evidence;
