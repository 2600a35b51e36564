package io.github.catamail.testing.smtp;

import java.util.List;
import java.util.Map;

/**
 * Logins of the server.
 *
 * @param passwords by user name
 * @param tokens bearer tokens by user name
 * @param mechanisms what is announced; the server knows PLAIN, LOGIN, XOAUTH2 and OAUTHBEARER
 * @param required whether mail needs a login
 * @param beforeTls whether AUTH is offered in clear although the server has TLS
 */
public record AuthOptions(
        Map<String, String> passwords,
        Map<String, String> tokens,
        List<String> mechanisms,
        boolean required,
        boolean beforeTls) {}
