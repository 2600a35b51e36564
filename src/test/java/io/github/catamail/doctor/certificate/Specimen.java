package io.github.catamail.doctor.certificate;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.TestCertificates;
import io.github.catamail.testing.TestIdentity;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;

/** A server with something to say about its certificate. */
enum Specimen {
    ROOT_SENT {
        @Override
        SSLContext context() {
            return authority().issue("localhost").dns("localhost").mint().serverContext();
        }
    },
    ISSUER_SENT {
        @Override
        SSLContext context() {
            return authority()
                    .intermediate("Issuing CA")
                    .issue("localhost")
                    .dns("localhost")
                    .mint()
                    .withoutRoot()
                    .serverContext();
        }
    },
    INCOMPLETE {
        @Override
        SSLContext context() {
            return authority()
                    .issue("localhost")
                    .dns("localhost")
                    .issuerUrl("http://ca.example.com/ca.cer")
                    .mint()
                    .withoutIssuers()
                    .serverContext();
        }
    },
    SELF_SIGNED {
        @Override
        SSLContext context() {
            return TestCertificates.selfSigned("localhost")
                    .dns("localhost")
                    .mint()
                    .serverContext();
        }
    },
    EXPIRED {
        @Override
        SSLContext context() {
            return authority()
                    .issue("localhost")
                    .dns("localhost")
                    .expired()
                    .mint()
                    .serverContext();
        }
    },
    EXPIRED_SELF_SIGNED {
        @Override
        SSLContext context() {
            return TestCertificates.selfSigned("localhost")
                    .dns("localhost")
                    .expired()
                    .mint()
                    .serverContext();
        }
    },
    NOT_YET_VALID_SELF_SIGNED {
        @Override
        SSLContext context() {
            return TestCertificates.selfSigned("localhost")
                    .dns("localhost")
                    .notYetValid()
                    .mint()
                    .serverContext();
        }
    },
    NOT_YET_VALID {
        @Override
        SSLContext context() {
            return authority()
                    .issue("localhost")
                    .dns("localhost")
                    .notYetValid()
                    .mint()
                    .serverContext();
        }
    },
    WRONG_NAME {
        @Override
        SSLContext context() {
            return authority()
                    .issue("mail")
                    .dns("*.example.com")
                    .dns("mail.example.com")
                    .mint()
                    .serverContext();
        }
    },
    NO_NAME_TO_WRITE {
        @Override
        SSLContext context() {
            return authority().issue("mail").dns("*.example.com").mint().serverContext();
        }
    },
    WEAK {
        @Override
        SSLContext context() {
            return authority()
                    .issue("localhost")
                    .dns("localhost")
                    .rsa(1024)
                    .signedWith("SHA1withECDSA")
                    .mint()
                    .serverContext();
        }
    },
    DISORDERED {
        @Override
        SSLContext context() {
            TestIdentity server = authority()
                    .intermediate("Issuing CA")
                    .issue("localhost")
                    .dns("localhost")
                    .mint();
            List<X509Certificate> chain = server.chain();
            return server.serverContextSending(List.of(
                    chain.get(0),
                    chain.get(2),
                    TestCertificates.root("Other CA").certificate(),
                    chain.get(1)));
        }
    };

    /** Returns a server side of TLS that presents new certificates of this kind. */
    abstract SSLContext context();

    static TestIdentity authority() {
        return TestCertificates.root("Test CA");
    }

    SmtpSink starttls() {
        return SmtpSink.builder().starttls(context()).start();
    }

    /** Returns the name of the file with what there is to say. */
    String golden() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".txt";
    }
}
