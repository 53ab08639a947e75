/** Files, folders and plain text: helpers that several packages share. */
package io.adpipeline.files;
