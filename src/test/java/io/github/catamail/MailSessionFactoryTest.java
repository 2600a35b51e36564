package io.github.catamail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.naming.CompositeName;
import javax.naming.ConfigurationException;
import javax.naming.Reference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MailSessionFactoryTest {
    private final MailSessionFactory factory = new MailSessionFactory();

    @Test
    void whatIsNoReferenceIsLeftToOtherFactories() throws Exception {
        assertThat(factory.getObjectInstance("a string", null, null, null)).isNull();
    }

    @Test
    void aMissingTypeIsNamed() {
        assertThatThrownBy(() -> lookUp(null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Session: 'type' is missing: write type=\"jakarta.mail.Session\" [wrong-type]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "javax.sql.DataSource | ''",
                "javax.mail.Session   | : Tomcat 10 and later use jakarta.mail. Change 'type', and <res-type> in web.xml; an"
                        + " application that itself uses javax.mail must be converted"
            })
    void anotherTypeIsNamed(String type, String advice) {
        String colon = advice.isEmpty() ? "" : advice;
        assertThatThrownBy(() -> lookUp(type))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Session: 'type' is \"" + type + "\" and must be \"jakarta.mail.Session\"" + colon
                        + " [wrong-type]");
    }

    private void lookUp(@Nullable String type) throws Exception {
        factory.getObjectInstance(new Reference(type, null, null), new CompositeName("Session"), null, null);
    }
}
