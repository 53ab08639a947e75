package io.adpipeline.traffic;

import static io.adpipeline.traffic.LawChecks.ALPHA;
import static io.adpipeline.traffic.LawChecks.SECOND_NS;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

class UniformArrivalsTest extends ArrivalSequenceContract {

    @Override
    TrafficModel model() {
        return UniformArrivals::new;
    }

    @Override
    TrafficModel stretched(double factor) {
        return UniformArrivals::new;
    }

    @Override
    double countVariance(double ratePerSecond, double seconds) {
        return 0;
    }

    @Test
    void gapsAreEqualToTheNanosecond() {
        double[] gaps = LawChecks.gapsNs(model().arrivals(30_000, 1), 100_000);
        assertThat(Arrays.copyOfRange(gaps, 1, gaps.length)).containsOnly(33_333.0, 33_334.0);
    }

    @Test
    void everySecondHoldsTheSameCount() {
        assertThat(LawChecks.counts(model().arrivals(1_000, 4), SECOND_NS, 100)).containsOnly(1_000.0);
    }

    @Test
    void theArrivalAfterTenHoursIsExact() {
        double rate = 99_999.7;
        UniformArrivals arrivals = new UniformArrivals(rate, 8);
        long index = (long) (rate * 36_000);
        BigDecimal fromFirstNs =
                BigDecimal.valueOf(index).movePointRight(9).divide(new BigDecimal(rate), MathContext.DECIMAL128);
        assertThat((double) arrivals.atNs(index) - arrivals.atNs(0))
                .isBetween(fromFirstNs.doubleValue() - 1, fromFirstNs.doubleValue() + 1);
    }

    @Test
    void producersStartAtPhasesSpreadOverTheGap() {
        assertThat(spreadPValue(seed -> model().arrivals(1, seed).nextNs())).isGreaterThan(ALPHA);
    }

    @Test
    void theCheckOfPhasesRejectsProducersInStep() {
        assertThat(spreadPValue(seed -> model().arrivals(1, 1).nextNs())).isLessThan(ALPHA);
        assertThat(spreadPValue(seed -> model().arrivals(1, seed).nextNs() / 2)).isLessThan(ALPHA);
    }

    private static double spreadPValue(LongUnaryOperator firstArrivalNs) {
        double[] phases =
                LongStream.range(0, 5_000).map(firstArrivalNs).asDoubleStream().toArray();
        return new KolmogorovSmirnovTest().kolmogorovSmirnovTest(new UniformRealDistribution(0, SECOND_NS), phases);
    }
}
