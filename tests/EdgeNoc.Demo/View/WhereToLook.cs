using EdgeNoc.Common.Events;
using EdgeNoc.Demo.Setup;

namespace EdgeNoc.Demo.View;

/// <summary>What else a person can look at while the demo runs.</summary>
internal static class WhereToLook
{
    public static IReadOnlyList<string> Lines(DemoFolder folder, DemoPorts ports) =>
    [
        $"messages  http://127.0.0.1:{ports.Gateway}/",
        $"events    mosquitto_sub -p {ports.Broker} -t '{Topics.Prefix}+/events' -v",
        $"database  curl -G http://127.0.0.1:{ports.Influx}/query -d db={DemoConfigs.Database} --data-urlencode 'q=SELECT last(rx_dbm) FROM onu GROUP BY pon, onu'",
        $"OLTs      {string.Join("  ", ports.Olts.Select(olt => $"http://{olt}/onuAllPonOnuList.asp"))} (admin, {folder["olt.pw"]})",
        $"router    sessions of it: curl -G http://127.0.0.1:{ports.Influx}/query -d db={DemoConfigs.Database} --data-urlencode 'q=SELECT last(active) FROM sessions GROUP BY service'",
        $"health    http://127.0.0.1:{ports.Collector}/healthz",
        $"configs and logs  {folder.Root}",
    ];
}
