package io.azdetect.kql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KqlParserTest {
    @Test
    void aPipelineIsASourceAndItsOperators() {
        Script script = KqlParser.parse("AzureActivity | where Level == 'Error' | take 5");

        Statement.Query query = (Statement.Query) script.statements().get(0);
        Expression.Pipe pipe = (Expression.Pipe) query.expression();
        assertThat(pipe.source()).isInstanceOf(Expression.NameReference.class);
        assertThat(pipe.operators()).hasExactlyElementsOfTypes(Operator.Where.class, Operator.Take.class);
    }
}
