/** Files and folders: what several packages do with them alike. */
package io.adpipeline.files;
