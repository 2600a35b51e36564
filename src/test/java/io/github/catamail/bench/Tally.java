package io.github.catamail.bench;

/**
 * What came in at the sink since it was asked last.
 *
 * @param messages how many
 * @param distinct how many different Message-IDs they had
 * @param recipients of all of them
 * @param connections that were opened
 * @param peak the greatest number of connections that messages came over at once
 */
record Tally(long messages, long distinct, long recipients, long connections, int peak) {
    /** Reads what {@link #toString} wrote. */
    static Tally parse(String text) {
        String[] fields = text.split(" ", -1);
        return new Tally(
                Long.parseLong(fields[0]),
                Long.parseLong(fields[1]),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                Integer.parseInt(fields[4]));
    }

    @Override
    public String toString() {
        return messages + " " + distinct + " " + recipients + " " + connections + " " + peak;
    }
}
