package io.adpipeline.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficModelsTest {

    private static final SortedMap<String, TrafficModelFactory> MODELS = TrafficModels.load();

    private static TrafficModel create(String name, Map<String, String> parameters) {
        return MODELS.get(name).create(parameters);
    }

    @Test
    void theBuiltInModelsAreFoundAndSorted() {
        assertThat(MODELS.keySet()).containsExactly("mmpp", "poisson", "uniform");
        assertThat(MODELS.keySet()).allMatch(name -> MODELS.get(name).name().equals(name));
    }

    @Test
    void everyNameMakesArrivalsOfItsLaw() {
        assertThat(create("uniform", Map.of()).arrivals(1, 1)).isInstanceOf(UniformArrivals.class);
        assertThat(create("poisson", Map.of()).arrivals(1, 1)).isInstanceOf(PoissonArrivals.class);
        assertThat(create("mmpp", Map.of()).arrivals(1, 1)).isInstanceOf(MmppModel.Arrivals.class);
    }

    @Test
    void twoFactoriesOfOneNameAreRefused() {
        TrafficModelFactory intruder = new TrafficModelFactory() {
            @Override
            public String name() {
                return "uniform";
            }

            @Override
            public Set<String> parameters() {
                return Set.of();
            }

            @Override
            public TrafficModel create(Map<String, String> parameters) {
                return UniformArrivals::new;
            }
        };
        assertThatIllegalStateException()
                .isThrownBy(() -> TrafficModels.of(List.of(new UniformArrivals.Factory(), intruder)))
                .withMessageContaining("'uniform'")
                .withMessageContaining(UniformArrivals.Factory.class.getName())
                .withMessageContaining(intruder.getClass().getName());
    }

    @Test
    void theNamesCannotBeChanged() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> MODELS.keySet().clear());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> MODELS.get("mmpp").parameters().clear());
    }

    @Test
    void mmppListsItsParametersInOrderAndHasTheOriginalsDefaults() {
        assertThat(MODELS.get("mmpp").parameters()).containsExactly("rateRatio", "q12", "q21");
        assertThat(create("mmpp", Map.of())).isEqualTo(new MmppModel(5, 0.5, 0.5));
    }

    @Test
    void mmppTakesItsParametersInAnyDecimalNotation() {
        assertThat(create("mmpp", Map.of("rateRatio", "1", "q12", "2.5e-1", "q21", "+3.0")))
                .isEqualTo(new MmppModel(1, 0.25, 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "abc", "NaN", "Infinity", "-Infinity", "1e400", "-5", "0", "0x10", "5d", "5,0", "5 "})
    void aParameterThatIsNoNumberInRangeIsRefused(String value) {
        for (String key : MODELS.get("mmpp").parameters()) {
            assertThatExceptionOfType(TrafficParameterException.class)
                    .isThrownBy(() -> create("mmpp", Map.of(key, value)))
                    .satisfies(e -> assertThat(e.key()).isEqualTo(key))
                    .satisfies(e -> assertThat(e.actual()).isEqualTo(value));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rateRatio | 0.99    | traffic.rateRatio must be a number from 1, was '0.99'",
                "q12       | 0       | traffic.q12 must be a number above 0 and at most 1000000, was '0'",
                "q21       | 1000001 | traffic.q21 must be a number above 0 and at most 1000000, was '1000001'",
                "q21       | 1e-400  | traffic.q21 must be a number above 0 and at most 1000000, was '1e-400'"
            },
            quoteCharacter = '`')
    void theErrorNamesKeyConstraintAndValue(String key, String value, String message) {
        assertThatExceptionOfType(TrafficParameterException.class)
                .isThrownBy(() -> create("mmpp", Map.of(key, value)))
                .withMessage(message);
    }
}
