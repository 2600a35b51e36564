package io.github.catamail.config;

import io.github.catamail.secret.Secret;

/**
 * User and password.
 *
 * @param user the user name, never blank
 * @param password the password, never blank
 */
public record Credentials(String user, Secret password) {}
