/**
 * The scenario: what load a run applies to which pipeline, and which thresholds it has to keep; an immutable value,
 * its YAML, and the directory it is chosen from. The only package that imports YAML.
 */
package io.adpipeline.scenario;
