package io.adpipeline.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Makes a method with one parameter of type {@link ScenarioRun} a performance test: JUnit invokes it once for each
 * selected scenario, under the scenario's name. The system properties {@code perf.…} select the scenarios and the
 * Kafka. Without them, it runs those tagged {@code baseline} in {@code src/test/resources/scenarios}.
 *
 * <pre>{@code
 * @PerfScenarios
 * void meetsItsThresholds(ScenarioRun run) throws Exception {
 *     run.assertPasses();
 * }
 * }</pre>
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
// only one run at a time uses the machine, even if JUnit runs tests in parallel
@ResourceLock("io.adpipeline.junit.PerfScenarios")
@ParameterizedTest(name = "{0}")
@ArgumentsSource(ScenarioProvider.class)
public @interface PerfScenarios {}
