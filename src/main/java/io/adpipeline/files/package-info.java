/** Files, folders and plain text: what several packages do with them alike. */
package io.adpipeline.files;
