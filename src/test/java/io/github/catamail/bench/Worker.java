package io.github.catamail.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A plain JVM that sends. Reads what to do in lines of kind, target and pace, and answers each with a line. Ends when there
 * is no more to read.
 */
final class Worker {
    private Worker() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int status = 0;
        try (Contenders contenders = new Contenders(new FactorySessions())) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ", -1);
                out.println(ChildProcess.ANSWER
                        + contenders.run(Kind.valueOf(words[0]), Target.parse(words[1]), Pace.parse(words[2])));
            }
        } catch (Exception failure) {
            failure.printStackTrace();
            status = 1;
        }
        // Some of the libraries have threads that would stay.
        System.exit(status);
    }
}
