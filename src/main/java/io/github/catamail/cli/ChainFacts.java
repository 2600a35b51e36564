package io.github.catamail.cli;

import io.github.catamail.doctor.certificate.FetchedChain;
import io.github.catamail.doctor.certificate.PresentedCertificate;
import io.github.catamail.doctor.certificate.Recommendation;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The certificates of a server, for machines. */
final class ChainFacts {
    private ChainFacts() {}

    static void of(FetchedChain chain, Results results) {
        results.fact("trustedByJvm", chain.trusted());
        if (chain.security() != null) {
            results.fact("security", chain.security().toString());
        }
        if (chain.protocol() != null) {
            results.fact("protocol", chain.protocol().name());
        }
        results.fact(
                "certificates",
                chain.certificates().stream().map(ChainFacts::certificate).toList());
        Recommendation recommendation = chain.recommendation();
        if (recommendation != null) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("certificate", recommendation.certificate().number());
            fields.put("sha256", recommendation.certificate().summary().sha256());
            fields.put("works", recommendation.works());
            fields.put("reason", recommendation.reason());
            fields.put("consequence", recommendation.consequence());
            results.fact("recommended", fields);
        }
    }

    private static Map<String, Object> certificate(PresentedCertificate certificate) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("number", certificate.number());
        fields.put("role", certificate.role().name().toLowerCase(Locale.ROOT));
        fields.put("subject", certificate.summary().subject());
        fields.put("issuer", certificate.summary().issuer());
        fields.put("names", certificate.summary().subjectAlternativeNames());
        fields.put("notBefore", certificate.summary().notBefore().toString());
        fields.put("notAfter", certificate.summary().notAfter().toString());
        fields.put("key", certificate.key());
        fields.put("signature", certificate.signature());
        fields.put("issuerUrls", certificate.issuerUrls());
        fields.put("sha256", certificate.summary().sha256());
        return fields;
    }
}
