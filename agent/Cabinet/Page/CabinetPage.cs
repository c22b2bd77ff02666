using EdgeNoc.Agent.Cabinet.Page.Http;
using EdgeNoc.Agent.Cabinet.Page.Pin;
using EdgeNoc.Agent.Cabinet.Page.View;
using EdgeNoc.Agent.Cabinet.Page.Work;
using EdgeNoc.Common.Config.Cabinet;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Cabinet.Page;

/// <summary>The page for the phone of whoever stands at the cabinet: README.md beside this. Made only where the config names an address.</summary>
internal sealed class CabinetPage : IAsyncDisposable
{
    private static readonly TimeSpan FactsAge = TimeSpan.FromMilliseconds(900);

    private readonly Lock _gate = new();
    private readonly PageSite _site;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();
    private readonly PinDoor _door;
    private readonly CheckRun? _check;
    private readonly PageServer _server;
    private readonly Dictionary<string, string> _groupOf;
    private (SiteFacts Facts, long At)? _last;

    private CabinetPage(PageConfig config, PageSite site, TimeProvider time, ILoggerFactory logs)
    {
        (_site, _time) = (site, time);
        var logger = logs.CreateLogger("EdgeNoc.Cabinet");
        _groupOf = site.Config.Devices.SelectMany(device => device.Options.MemberIds.Select(member => (member, device.Id))).DistinctBy(pair => pair.member, StringComparer.Ordinal)
            .ToDictionary(pair => pair.member, pair => pair.Id, StringComparer.Ordinal);
        _door = new PinDoor(config.Pin, time, logger) { Held = site.Door };
        _check = site.Check is { } check ? new CheckRun(check, time, logger, _stopping.Token) : null;
        var routes = new PageRoutes(new PageActions(site, _check, time), _door, new LiveStream(View, time, _stopping.Token), site.Config.Language);
        _server = new PageServer(config.Listen, new PageApplication(new RequestGate(config), routes, logger), time, logs, _stopping);
    }

    /// <summary>Begins to listen, or to try to.</summary>
    public static CabinetPage Start(PageConfig config, PageSite site, TimeProvider time, ILoggerFactory logs) => new(config, site, time, logs);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync().ConfigureAwait(false);
        _door.Dispose();
        _stopping.Dispose();
    }

    private SiteView View(bool unlocked) => SiteViews.Of(Facts(), _site.Cabinet?.Invoke(), _site.Work.Maintenance, _check?.Progress, _groupOf, unlocked);

    /// <summary>One look a second at stores and devices, however many phones there are.</summary>
    private SiteFacts Facts()
    {
        lock (_gate)
        {
            if (_last is { } last && _time.GetElapsedTime(last.At) < FactsAge) return last.Facts;
            var facts = _site.Facts();
            _last = (facts, _time.GetTimestamp());
            return facts;
        }
    }
}
