/** The advertising events: their schema, the ads they speak of, and where synthetic ones come from. */
package io.adpipeline.event;
