/** What people and machines read of a run: console lines, tables, JSON, CSV and histogram files. */
package io.adpipeline.report;
