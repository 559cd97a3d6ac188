package io.azdetect.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azdetect.kql.KqlException;
import org.junit.jupiter.api.Test;

final class SubqueryDepthTest {
    @Test
    void subqueriesAreBoundedAndParenthesesInTextsAreNot() {
        String deepest = "(\n  SELECT ".repeat(SubqueryDepth.MAX) + ")".repeat(SubqueryDepth.MAX);
        String text = "'" + "(SELECT ".repeat(SubqueryDepth.MAX + 1) + "'";
        assertThat(SubqueryDepth.checked(deepest + deepest + text)).isEqualTo(deepest + deepest + text);
        assertThatThrownBy(() -> SubqueryDepth.checked("(SELECT " + deepest + ")"))
                .isInstanceOf(KqlException.class)
                .hasMessageContaining("200 operators");
    }
}
