package io.adpipeline.process;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Small programs for the tests to start. */
final class Children {

    private Children() {}

    /** Writes back its arguments, then every line that it is sent, until the line "end". */
    static final class Echo {

        public static void main(String[] arguments) throws InterruptedException {
            CountDownLatch end = new CountDownLatch(1);
            ParentWatch.start(
                    line -> {
                        System.out.println("echo " + line);
                        if (line.equals("end")) {
                            end.countDown();
                        }
                    },
                    () -> {});
            System.err.println("on standard error");
            for (String argument : arguments) {
                System.out.println("argument " + argument);
            }
            System.out.println("ready");
            end.await();
            System.exit(3);
        }
    }

    /** Says that it is ready, and nothing on standard error. */
    static final class Silent {

        public static void main(String[] arguments) throws InterruptedException {
            ParentWatch.start(line -> {}, () -> {});
            System.out.println("ready");
            new CountDownLatch(1).await();
        }
    }

    /** Says with which of the options it was started that its caller can choose. */
    static final class Options {

        public static void main(String[] arguments) {
            System.out.println(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                    .filter(option -> option.matches("-X.*|-Dodd.*"))
                    .toList());
        }
    }

    /** Neither reads its input nor ends when asked to terminate. */
    static final class Stubborn {

        public static void main(String[] arguments) throws InterruptedException {
            CountDownLatch never = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
            System.out.println("ready");
            never.await();
        }
    }

    /** Starts an Echo, tells its pid and waits to be killed. */
    static final class Parent {

        public static void main(String[] arguments) throws InterruptedException {
            CountDownLatch started = new CountDownLatch(1);
            Path log = Path.of(arguments[0]);
            ChildJvm child = ChildJvm.start(new ChildJvm.Spec(
                    "grandchild", Echo.class, List.of("-Xmx32m"), List.of(), log, line -> started.countDown(), false));
            started.await();
            System.out.println(child.pid());
            new CountDownLatch(1).await();
        }
    }
}
