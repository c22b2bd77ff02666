using System.Text;
using EdgeNoc.Agent.Devices.MikroTik.Menus;

namespace EdgeNoc.Tests.MikroTik;

public sealed class RouterValueTests
{
    [Theory]
    [InlineData("1w4d23h26m9s", 1034769L)]
    [InlineData("10w2d6h21m59s", 6243719L)]
    [InlineData("71w3d", 43200000L)]
    [InlineData("1m30s", 90L)]
    [InlineData("5d19h48m3s", 503283L)]
    [InlineData("170ms", 0L)]
    [InlineData("1s500ms", 1L)]
    [InlineData("9ms445us", 0L)]
    [InlineData("0ms", 0L)]
    [InlineData("01:22:53", 4973L)]
    [InlineData("1d03:04:05", 97445L)]
    [InlineData("2w1d00:00:01", 1296001L)]
    [InlineData("none", null)]
    [InlineData("5", null)]
    [InlineData("5x", null)]
    [InlineData("1:2", null)]
    [InlineData("-1s", null)]
    [InlineData("99999999999999s", null)]
    public void Durations(string text, long? seconds) => Assert.Equal(seconds, RouterValue.Seconds(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("46", 46.0)]
    [InlineData("-2.843dBm", -2.843)]
    [InlineData("3.251V", 3.251)]
    [InlineData("6mA", 6.0)]
    [InlineData("33C", 33.0)]
    [InlineData("4000RPM", 4000.0)]
    [InlineData("1e5", null)]
    [InlineData("ok", null)]
    [InlineData("1.2.3", null)]
    [InlineData("", null)]
    public void Measured_values(string text, double? value) => Assert.Equal(value, RouterValue.Measured(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("1Gbps", 1_000_000_000L)]
    [InlineData("2.5Gbps", 2_500_000_000L)]
    [InlineData("100Mbps", 100_000_000L)]
    [InlineData("72.2Mbps-20MHz/1S/SGI", 72_200_000L)]
    [InlineData("26Mbps-20MHz/2S", 26_000_000L)]
    [InlineData("54000000", 54_000_000L)]
    [InlineData("fast", null)]
    [InlineData("2.5G-baseT", 2_500_000_000L)]
    [InlineData("100M-baseT-full", 100_000_000L)]
    [InlineData("10M", 10_000_000L)]
    [InlineData("1Tbps", null)]
    [InlineData("bps", null)]
    public void Rates(string text, long? value) => Assert.Equal(value, RouterValue.BitsPerSecond(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("oct/04/2017 20:11:03", "2017-10-04 20:11:03")]
    [InlineData("may/01/2023 20:52:13", "2023-05-01 20:52:13")]
    [InlineData("2024-05-01 20:52:13", "2024-05-01 20:52:13")]
    [InlineData("2024-13-01 20:52:13", null)]
    [InlineData("yesterday at half ", null)]
    public void Dates(string text, string? expected) =>
        Assert.Equal(expected, RouterValue.LocalTime(Encoding.UTF8.GetBytes(text))?.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("1/2", '/', 1L, 2L)]
    [InlineData("2871035632,2916519196", ',', 2871035632L, 2916519196L)]
    public void Pairs(string text, char separator, long first, long second) => Assert.Equal((first, second), RouterValue.Pair(Encoding.UTF8.GetBytes(text), separator));

    [Theory]
    [InlineData("512000/2048000", 512_000L, 2_048_000L)]
    [InlineData("512k/2M", 512_000L, 2_000_000L)]
    [InlineData("1.5kbps/0bps", 1_500L, 0L)]
    public void Pairs_of_rates(string text, long upload, long download) => Assert.Equal((upload, download), RouterValue.Rates(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("10.0.0.2-10.0.0.254", 253L)]
    [InlineData("10.99.0.0/24,10.99.1.7", 257L)]
    [InlineData("10.0.0.9-10.0.0.2", null)]
    [InlineData("10.0.0.2-", null)]
    [InlineData("fe80::1", null)]
    [InlineData("7", null)]
    public void Pool_ranges(string ranges, long? total) => Assert.Equal(total, PoolMenu.Total(ranges));

    [Theory]
    [InlineData("temperature", "temperature")]
    [InlineData("cpu-temperature", "temperature/cpu")]
    [InlineData("board-temperature2", "temperature/board2")]
    [InlineData("fan1-speed", "fan/1")]
    [InlineData("psu2-state", "psu/2")]
    [InlineData("voltage", "voltage")]
    [InlineData("psu1-voltage", "voltage/psu1")]
    [InlineData("power-consumption", "power")]
    [InlineData("fan-mode", null)]
    [InlineData("cpu-overtemp-threshold", null)]
    public void Sensors(string field, string? sensor) => Assert.Equal(sensor, HealthMenu.SensorName(field));
}
