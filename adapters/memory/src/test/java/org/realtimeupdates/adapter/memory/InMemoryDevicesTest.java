package org.realtimeupdates.adapter.memory;

import org.realtimeupdates.application.port.persistence.Devices;
import org.realtimeupdates.testfixtures.contract.DevicesContract;

class InMemoryDevicesTest extends DevicesContract {

    @Override
    protected Devices newDevices() {
        return new InMemoryDevices();
    }
}
