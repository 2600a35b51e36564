package io.github.catamail.doctor.certificate;

/**
 * Which certificate to put into the trust store.
 *
 * @param certificate the certificate
 * @param works whether mail can be sent with it as things stand, given the attributes that go with it
 * @param reason what it is and why it is the one, in a sentence
 * @param consequence how long that lasts and what has to be done then, in a sentence
 */
public record Recommendation(PresentedCertificate certificate, boolean works, String reason, String consequence) {}
