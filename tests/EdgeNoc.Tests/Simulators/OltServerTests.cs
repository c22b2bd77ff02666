using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using EdgeNoc.Simulators.Olt;

namespace EdgeNoc.Tests.Simulators;

public sealed class OltServerTests : IAsyncLifetime
{
    private static readonly IPEndPoint AnyPort = new(IPAddress.Parse("127.0.0.2"), 0);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(20) };
    private OltServer _olt = null!;

    public async ValueTask InitializeAsync()
    {
        _olt = await OltServer.StartAsync(new OltServerOptions { Listen = AnyPort, User = "admin", Password = "right", Plan = new OltPlan(128, 4, 3) });
        _http.DefaultRequestHeaders.Authorization = Basic("admin", "right");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _olt.DisposeAsync();
    }

    [Fact]
    public async Task The_page_is_served_and_its_values_are_in_the_ledger()
    {
        using var response = await GetAsync();
        Assert.Equal("GoAhead-Webs", response.Headers.Server.ToString());
        var rows = OnuPageReader.Read(await response.Content.ReadAsStringAsync())!;
        var shown = rows.Where(row => row[3] == "Up").Select(row => (row[0], long.Parse(row[19], CultureInfo.InvariantCulture)));
        await EnteredAsync(pages: 1);
        Assert.Equal(shown, _olt.Ledger.Values().Select(value => ($"{value.Pon}:{value.Onu}", value.OnlineS)));
    }

    [Theory]
    [InlineData("admin", "wrong")]
    [InlineData("other", "right")]
    [InlineData(null, null)]
    public async Task Without_the_right_password_there_is_401_and_no_page(string? user, string? password)
    {
        _http.DefaultRequestHeaders.Authorization = user is null ? null : Basic(user, password!);
        using var response = await GetAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Basic realm=\"GoAhead\"", response.Headers.WwwAuthenticate.ToString());
        Assert.Null(OnuPageReader.Read(await response.Content.ReadAsStringAsync()));
        Assert.Empty(_olt.Ledger.Pages);
    }

    [Theory]
    [InlineData(MisbehaviourKind.Unauthorised, 401, "requires a User ID")]
    [InlineData(MisbehaviourKind.AccessDenied, 200, "Access Denied! Please login.")]
    [InlineData(MisbehaviourKind.ServerError, 500, "Internal Server Error")]
    [InlineData(MisbehaviourKind.MissingPage, 200, "ASP Error: Undefined procedure getAllPonOnuTable")]
    [InlineData(MisbehaviourKind.NoArray, 200, "var lineNum=(onutable.length)/22;")]
    [InlineData(MisbehaviourKind.HalfPage, 200, "var onutable=new Array(")]
    public async Task What_goes_wrong_is_not_in_the_ledger(MisbehaviourKind kind, int status, string text)
    {
        _olt.Misbehaviour = new Misbehaviour(kind);
        using var response = await GetAsync();
        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(text, body, StringComparison.Ordinal);
        Assert.Null(OnuPageReader.Read(body));
        await AssertOnlyTheNextPageIsEnteredAsync();
    }

    [Fact]
    public async Task Another_page_of_the_firmware_is_undefined_and_any_other_path_not_found()
    {
        using var undefined = await GetAsync("/onuOverview.asp");
        Assert.Equal(HttpStatusCode.OK, undefined.StatusCode);
        Assert.Contains("ASP Error: Undefined procedure onuOverview", await undefined.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var missing = await GetAsync("/nothing.html");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        using var system = await GetAsync("/system.asp");
        Assert.Contains("sysInfo", await system.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_body_is_seen_by_the_reader_and_not_counted()
    {
        _olt.Misbehaviour = new Misbehaviour(MisbehaviourKind.CloseMidBody);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => GetAsync());
        await AssertOnlyTheNextPageIsEnteredAsync();
    }

    [Fact]
    public async Task A_reader_that_goes_away_in_the_body_is_not_counted()
    {
        _olt.Misbehaviour = new Misbehaviour(MisbehaviourKind.Slow);
        using (var response = await _http.GetAsync(PageUrl(), HttpCompletionOption.ResponseHeadersRead))
        {
            var body = await response.Content.ReadAsStreamAsync();
            Assert.True(await body.ReadAsync(new byte[100]) > 0);
        }

        await UntilAsync(() => _olt.Abandoned == 1);
        await AssertOnlyTheNextPageIsEnteredAsync();
    }

    [Fact]
    public async Task A_hanging_server_answers_nothing_until_the_reader_gives_up()
    {
        _olt.Misbehaviour = new Misbehaviour(MisbehaviourKind.Hang);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _http.GetAsync(PageUrl(), patience.Token));
        await UntilAsync(() => _olt.Abandoned == 1);
        await AssertOnlyTheNextPageIsEnteredAsync();
    }

    [Fact]
    public async Task It_can_go_wrong_on_each_third_request_only()
    {
        _olt.Misbehaviour = new Misbehaviour(MisbehaviourKind.NoArray, OneIn: 3);
        var pages = new List<bool>();
        for (var i = 0; i < 7; i++) pages.Add(OnuPageReader.Read(await _http.GetStringAsync(PageUrl())) is not null);
        Assert.Equal([true, true, false, true, true, false, true], pages);
    }

    [Fact]
    public async Task The_control_port_makes_things_happen_and_shows_the_ledger()
    {
        await using var control = await OltControl.StartAsync(_olt, new IPEndPoint(IPAddress.Loopback, 0));
        await _http.GetStringAsync(PageUrl());
        using (var cut = await _http.PostAsync(new Uri(control.Address, "/_sim/cut?pon=0/1"), null)) Assert.Equal(HttpStatusCode.OK, cut.StatusCode);
        using (var nowhere = await _http.PostAsync(new Uri(control.Address, "/_sim/gasp?onu=0/7:1"), null)) Assert.Equal(HttpStatusCode.BadRequest, nowhere.StatusCode);
        await _http.GetStringAsync(PageUrl());
        await EnteredAsync(pages: 2);

        var ledger = JsonDocument.Parse(await _http.GetStringAsync(new Uri(control.Address, "/_sim/ledger"))).RootElement;
        Assert.Equal(["0-125", "32-125"], ledger.GetProperty("pages").EnumerateArray().Select(page => page.GetProperty("up").GetString()));
        Assert.Equal(1_010_000, ledger.GetProperty("onus")[1].GetProperty("base").GetInt64());
        using (var hang = await _http.PostAsync(new Uri(control.Address, "/_sim/misbehave?kind=no-array&one_in=4"), null)) Assert.Equal(HttpStatusCode.OK, hang.StatusCode);
        Assert.Equal(new Misbehaviour(MisbehaviourKind.NoArray, 4), _olt.Misbehaviour);
    }

    /// <summary>What went before has been dealt with by then, as the reader saw it end; so exactly one page may be there.</summary>
    private async Task AssertOnlyTheNextPageIsEnteredAsync()
    {
        _olt.Misbehaviour = Misbehaviour.None;
        var rows = OnuPageReader.Read(await _http.GetStringAsync(PageUrl()))!;
        await EnteredAsync(pages: 1);
        Assert.Equal(long.Parse(rows[0][19], CultureInfo.InvariantCulture), _olt.Ledger.Values().First().OnlineS);
    }

    /// <summary>The server enters a page right after its last byte, which the reader may see first.</summary>
    private async Task EnteredAsync(int pages)
    {
        await UntilAsync(() => _olt.Ledger.Pages.Count >= pages);
        Assert.Equal(pages, _olt.Ledger.Pages.Count);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 500 && !condition(); i++) await Task.Delay(10);
        Assert.True(condition());
    }

    private Task<HttpResponseMessage> GetAsync(string path = "/onuAllPonOnuList.asp") => _http.GetAsync(new Uri(_olt.Address, path));

    private Uri PageUrl() => new(_olt.Address, "/onuAllPonOnuList.asp");

    private static AuthenticationHeaderValue Basic(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
}
