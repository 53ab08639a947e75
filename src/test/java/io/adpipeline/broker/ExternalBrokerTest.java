package io.adpipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExternalBrokerTest {

    @Test
    void everyAddressOfThisMachineIsHereAndNoOther() throws SocketException {
        List<String> own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .map(InetAddress::getHostAddress)
                .toList();

        assertThat(own).isNotEmpty().allMatch(ExternalBroker::isHere);
        assertThat(ExternalBroker.isHere("localhost")).isTrue();
        assertThat(ExternalBroker.isHere("192.0.2.1")).isFalse(); // of documents, RFC 5737
        assertThat(ExternalBroker.isHere("no-such-host.invalid")).isFalse();
    }
}
