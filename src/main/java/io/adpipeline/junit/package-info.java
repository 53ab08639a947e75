/**
 * The API for authors of tests: scenarios as parameters of a JUnit test, run and asserted, with Allure steps and
 * attachments. Besides this package, a project needs only the plug-in point for its own pipeline.
 */
package io.adpipeline.junit;
