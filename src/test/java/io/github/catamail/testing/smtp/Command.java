package io.github.catamail.testing.smtp;

/**
 * A command that a client sent.
 *
 * @param connection the number of the connection, from 1
 * @param turn commands of one turn came before the client had seen the reply to any of them
 * @param line the line, secrets replaced by {@code ***}
 */
record Command(int connection, int turn, String line) {}
