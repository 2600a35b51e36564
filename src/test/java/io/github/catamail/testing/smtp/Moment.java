package io.github.catamail.testing.smtp;

/**
 * Where a connection stands when a {@link Quirk} is asked.
 *
 * @param stage the stage
 * @param command the command line that led there, secrets removed; empty where there is none
 * @param connection the number of the connection, from 1
 * @param accepted how many messages were accepted on this connection before
 * @param stored how many messages were accepted on all connections before
 * @param wire the connection itself
 */
public record Moment(Stage stage, String command, int connection, int accepted, int stored, Wire wire) {}
