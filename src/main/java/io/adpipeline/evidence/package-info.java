/** The evidence of a run, its facts and its folder; stores and reads them, and judges nothing. */
package io.adpipeline.evidence;
