using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using EdgeNoc.Simulators.Olt;

namespace EdgeNoc.Tests.Simulators;

/// <summary>The simulator's other firmwares, its log and its weaknesses, read in the plainest way.</summary>
public sealed partial class OltFirmwareTests
{
    [Theory]
    [InlineData(22)]
    [InlineData(18)]
    public async Task The_page_of_all_onus_has_the_columns_it_states(int width)
    {
        await using var olt = await StartAsync(new OltFirmware { AllWidth = width });
        var html = await GetAsync(olt, "/onuAllPonOnuList.asp");
        Assert.Contains($"var lineNum=(onutable.length)/{width};", html, StringComparison.Ordinal);
        Assert.Equal(width * 16, Cells(html).Count);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(11)]
    public async Task The_overview_has_one_pon_a_page(int width)
    {
        await using var olt = await StartAsync(new OltFirmware { Pages = OltPages.Overview, OverviewWidth = width });
        Assert.Equal(["0/1", "ONU Total=8,Online=8,Offline=0", "0/2", "ONU Total=8,Online=8,Offline=0"], Cells(await GetAsync(olt, "/onuOverviewPonList.asp")));
        var cells = Cells(await GetAsync(olt, "/onuOverview.asp?oltponno=0/2"));
        Assert.Equal((width * 8, "0/2:1", "CtcNegDone"), (cells.Count, cells[0], cells[7]));
        Assert.Contains("ASP Error", await GetAsync(olt, "/onuAllPonOnuList.asp"), StringComparison.Ordinal);
        Assert.Contains("ASP Error", await GetAsync(olt, "/onuConfigPonList.asp"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paginating_firmware_shows_a_part_and_tells_the_whole()
    {
        await using var olt = await StartAsync(new OltFirmware { Pages = OltPages.Config, RowsPerPage = 3 });
        Assert.Contains("ONU Total=8", await GetAsync(olt, "/onuConfigPonList.asp"), StringComparison.Ordinal);
        Assert.Equal(13 * 3, Cells(await GetAsync(olt, "/onuConfigOnuList.asp?oltponno=0/1")).Count);
    }

    [Fact]
    public async Task The_page_of_one_onu_has_two_arrays_with_the_same_id()
    {
        await using var olt = await StartAsync(new OltFirmware());
        var cells = Cells(await GetAsync(olt, "/onuConfig.asp?onuno=0/1:3&oltponno=0/1"));
        Assert.Equal((2 + 17 + 6, "0/1:3", "0/1:3"), (cells.Count, cells[2], cells[19]));
    }

    [Fact]
    public async Task Only_pages_with_online_seconds_are_in_the_ledger_and_only_the_onus_they_show()
    {
        await using var olt = await StartAsync(new OltFirmware { Pages = OltPages.AllPons | OltPages.Overview, AllWidth = 18 });
        await GetAsync(olt, "/onuOverview.asp?oltponno=0/2");
        await GetAsync(olt, "/onuAllPonOnuList.asp");
        await UntilAsync(() => olt.Ledger.Pages.Count == 1);
        Assert.Equal("0-15", OltLedger.Ranges(Assert.Single(olt.Ledger.Pages).Up));
    }

    [Fact]
    public async Task The_log_page_has_the_newest_line_first_and_the_clock_of_the_olt()
    {
        await using var olt = await StartAsync(new OltFirmware());
        olt.Model.Apply(new OltAction(OltActionKind.GaspOnu, "0/1:3"));
        olt.Model.Apply(new OltAction(OltActionKind.LoseOnu, "0/1:4"));
        olt.Model.Apply(new OltAction(OltActionKind.RestoreOnu, "0/1:3"));
        var lines = LogLine().Matches(await GetAsync(olt, "/sys_log_page.asp?page=0")).Select(match => match.Groups["line"].Value).ToList();
        Assert.Equal(["Discovery", "Lost", "Lost", "dying-gasp"], lines.Select(line => line.Split(' ')[^1]));
        Assert.Matches(@"^[A-Z][a-z]{2} \d+ \d\d:\d\d:\d\d EPON: Slot 0/1:4 Onu e0:e8:e6:09:00:03\[CLIENT-004\] Lost$", lines[1]);
        Assert.DoesNotContain(lines, line => line.StartsWith(DateTime.UtcNow.ToString("MMM d ", CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_happens_is_sent_to_the_log_server_from_the_olts_own_address()
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        server.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using var olt = await StartAsync(new OltFirmware(), syslog: (IPEndPoint)server.LocalEndPoint!);
        olt.Model.Apply(new OltAction(OltActionKind.GaspOnu, "0/1:3"));
        olt.Model.Apply(new OltAction(OltActionKind.CutPon, "0/2"));
        olt.Model.Apply(new OltAction(OltActionKind.RestoreOnu, "0/1:3"));
        var lines = new List<string>();
        while (lines.Count < 2 + 8 + 1) lines.Add(await ReceiveAsync(server, IPAddress.Parse("127.0.0.6")));
        Assert.Matches(@"^<14>\w+ \d+ [\d:]+ OLT EPON: Onu 0/1:3 [0-9a-f:]{17} dying-gasp$", lines[0]);
        Assert.Matches(@"^<14>\w+ \d+ [\d:]+ OLT EPON: Slot 0/1:3 Onu [0-9a-f:]{17}\[CLIENT-003\] Lost$", lines[1]);
        Assert.All(lines[2..10], line => Assert.EndsWith(" Lost", line, StringComparison.Ordinal));
        Assert.EndsWith(" [CLIENT-003] Discovery", lines[10], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fragile_web_server_hangs_after_two_requests_without_a_pause()
    {
        await using var olt = await StartAsync(new OltFirmware(), hangsFor: TimeSpan.FromMinutes(5));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await GetAsync(olt, "/system.asp");
        // The next one comes at once.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => GetAsync(olt, "/system.asp", patience.Token));
        Assert.Equal(1, olt.Hangs);
    }

    private static async Task<string> ReceiveAsync(Socket server, IPAddress from)
    {
        var buffer = new byte[2048];
        var received = await server.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(from, ((IPEndPoint)received.RemoteEndPoint).Address);
        return Encoding.UTF8.GetString(buffer, 0, received.ReceivedBytes);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 500 && !condition(); i++) await Task.Delay(10);
        Assert.True(condition());
    }

    private static Task<OltServer> StartAsync(OltFirmware firmware, IPEndPoint? syslog = null, TimeSpan? hangsFor = null) => OltServer.StartAsync(new OltServerOptions
    {
        Listen = new IPEndPoint(IPAddress.Parse("127.0.0.6"), 0), User = "admin", Password = "right", Plan = new OltPlan(16, 2, 9), Firmware = firmware, Syslog = syslog, HangsFor = hangsFor,
    });

    private static async Task<string> GetAsync(OltServer olt, string page, CancellationToken cancellationToken = default)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("admin:right"u8));
        return await http.GetStringAsync(new Uri(olt.Address, page), cancellationToken);
    }

    /// <summary>Every string in single quotes before the first function.</summary>
    private static List<string> Cells(string html)
    {
        var end = html.IndexOf("function", StringComparison.Ordinal);
        return [.. Quoted().Matches((end < 0 ? html : html[..end]).Replace("curPon='all'", "", StringComparison.Ordinal)).Select(match => match.Groups["cell"].Value)];
    }

    [GeneratedRegex(@"'(?<cell>[^\n]*?)'(?=,|\n|;)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();

    [GeneratedRegex("<td>(?<line>[^<]*)</td>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex LogLine();
}
