package io.adpipeline.traffic;

/** Is told each state that an {@link MmppArrivals} enters, the first one included. */
@FunctionalInterface
interface MmppStateObserver {

    /**
     * @param state 1 for the low rate, 2 for the high one
     * @param atNs when, from the start of the load
     */
    void entered(int state, long atNs);
}
