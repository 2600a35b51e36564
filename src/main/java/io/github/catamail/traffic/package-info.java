/** What a resource has sent and what went wrong: counters and times, cheap enough for every message. */
@NullMarked
package io.github.catamail.traffic;

import org.jspecify.annotations.NullMarked;
