/** The advertising events: their schema, their ads, the source of synthetic events, and the truth to count. */
package io.adpipeline.event;
