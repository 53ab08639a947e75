/**
 * The face for test authors: scenarios as parameters of a JUnit test, run and asserted, with Allure steps and
 * attachments. A project with its own pipeline needs nothing else of this one.
 */
package io.adpipeline.junit;
