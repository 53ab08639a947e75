/** The program: its commands, their exit codes, and what they are wired to. */
package io.adpipeline.cli;
