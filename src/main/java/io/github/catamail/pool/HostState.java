package io.github.catamail.pool;

import io.github.catamail.config.Endpoint;
import java.time.Duration;

/**
 * How a server of a list stands at one moment.
 *
 * @param endpoint the server
 * @param failures how often no connection to it could be opened since the last that could; 0 means that it is used
 * @param restsFor how long it is still left alone; zero where it is not
 */
public record HostState(Endpoint endpoint, int failures, Duration restsFor) {}
