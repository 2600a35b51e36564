package io.github.catamail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.naming.CompositeName;
import javax.naming.ConfigurationException;
import javax.naming.Reference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

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

    @Test
    void anotherTypeIsNamed() {
        assertThatThrownBy(() -> lookUp("javax.sql.DataSource"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Session: 'type' is \"javax.sql.DataSource\" and must be \"jakarta.mail.Session\""
                        + " [wrong-type]");
    }

    @Test
    void theTypeOfTomcat9IsExplained() {
        assertThatThrownBy(() -> lookUp("javax.mail.Session"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "Session: 'type' is \"javax.mail.Session\", as it was up to Tomcat 9. Tomcat 10 and later use"
                                + " \"jakarta.mail.Session\": change 'type', and <res-type> in web.xml. An application that itself"
                                + " uses javax.mail must be converted [wrong-type]");
    }

    private void lookUp(@Nullable String type) throws Exception {
        factory.getObjectInstance(new Reference(type, null, null), new CompositeName("Session"), null, null);
    }
}
