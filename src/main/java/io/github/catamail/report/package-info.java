/** What a check of a mail configuration comes to: steps, findings, reports. Says nothing on how they are shown. */
@NullMarked
package io.github.catamail.report;

import org.jspecify.annotations.NullMarked;
