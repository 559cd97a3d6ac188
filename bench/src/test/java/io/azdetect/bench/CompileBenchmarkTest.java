package io.azdetect.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.catalog.Detection;
import io.azdetect.catalog.DetectionCatalog;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Param;

class CompileBenchmarkTest {
    @Test
    void measuresBuiltInDetections() throws NoSuchFieldException {
        String[] measured = CompileBenchmark.class
                .getField("detection")
                .getAnnotation(Param.class)
                .value();

        assertThat(DetectionCatalog.builtIn().detections())
                .extracting(Detection::slug)
                .contains(measured);
    }
}
