using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Common.Config.Thresholds;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Telemetry;
using EdgeNoc.Dashboards.Look;

namespace EdgeNoc.Tests.Dashboards;

/// <summary>Screens and messages agree.</summary>
public sealed class DashboardsLookTests
{
    [Theory]
    [InlineData("onu.rx_low", Levels.OnuRxLow, Levels.OnuRxClear)]
    [InlineData("optic.rx_low", Levels.OpticRxLow, Levels.OpticRxClear)]
    [InlineData("device.cpu_high", Levels.CpuHigh, Levels.CpuClear)]
    [InlineData("device.mem_high", Levels.MemoryHigh, Levels.MemoryClear)]
    [InlineData("device.temp_high", Levels.BoxTempHigh, Levels.BoxTempClear)]
    [InlineData("onu.temp_high", Levels.OnuTempHigh, Levels.OnuTempClear)]
    [InlineData("device.latency_high", Levels.LatencyHigh, Levels.LatencyClear)]
    [InlineData("interface.util_high", Levels.UtilisationHigh, Levels.UtilisationClear)]
    [InlineData("ippool.high", Levels.PoolHigh, Levels.PoolClear)]
    public void What_raises_an_alert_is_red_and_what_clears_it_is_green(string kind, double red, double green) =>
        Assert.Equal((DetectedKinds.All[kind].Raise, DetectedKinds.All[kind].Clear), (red, green));

    [Theory]
    [InlineData(-27, Colours.Bad)]
    [InlineData(-26.9, Colours.Mild)]
    [InlineData(-25.5, Colours.Good)]
    [InlineData(-40, Colours.Bad)]
    public void Light_is_coloured_by_the_levels_of_its_alert(double dbm, string colour) =>
        Assert.Equal(colour, Levels.Rx.Last(step => step.From is not { } from || dbm >= from).Colour);

    [Theory]
    [InlineData(Severity.Critical, "🔴", Colours.Bad)]
    [InlineData(Severity.High, "🔴", Colours.Bad)]
    [InlineData(Severity.Medium, "🟠", Colours.Medium)]
    [InlineData(Severity.Low, "🟡", Colours.Mild)]
    public void A_severity_has_the_colour_of_its_sign_in_messages(Severity severity, string sign, string colour)
    {
        Assert.Equal(sign, Headline.Icon("device.cpu_high", null, severity));
        Assert.Equal(colour, Colours.Of(severity));
    }

    [Fact]
    public void Every_unit_that_messages_write_is_one_of_Grafana()
    {
        foreach (var field in Catalogue.All.SelectMany(measurement => measurement.Fields).Where(field => field.Type != FieldType.Text))
        {
            var (_, unit) = Units.Split(field.Name);
            if (unit.Length > 0) Assert.NotEqual(Unit.Count, Unit.Of(field.Name));
        }
    }
}
