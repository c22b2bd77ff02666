using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Cli;
using EdgeNoc.Agent.Devices.Ping;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Devices.Ssh;
using EdgeNoc.Common.Config;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.OltCli;

namespace EdgeNoc.Tests.Devices;

/// <summary>The command lines of ZTE's and Huawei's OLTs behind a real sshd, by the real OpenSSH client.</summary>
public sealed class SshOltTests : IAsyncLifetime
{
    private const string Password = "s3cret of 2026";
    private readonly string _folder = RigDirectory.New("ssh-olt");
    private readonly Pinger _pinger = new(new Random(1));
    private SshServer? _server;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string[] Asked => File.Exists(Path.Combine(_folder, "asked.log")) ? File.ReadAllLines(Path.Combine(_folder, "asked.log")) : [];

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(SshServer.Missing is not null, SshServer.Missing ?? "");
        File.WriteAllText(Path.Combine(_folder, "pw"), Password + "\n");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        await _pinger.DisposeAsync();
    }

    [Theory]
    [InlineData("zte", "zte-cli", 70)]
    [InlineData("smartax", "smartax-cli", 64)]
    public async Task A_poll_over_ssh_reads_what_one_over_telnet_reads(string family, string name, int onus)
    {
        await StartAsync(family, onus);
        await using var telnet = TelnetOlt.Start(family, onus);
        var definition = Drivers.Find(name)!;
        await using var overTelnet = definition.Create(Entry(definition, new() { Telnet = new("127.0.0.1", telnet.EndPoint.Port, "admin", Configuration.TestSecret.Of("pw-1")) }), Context);
        await using var overSsh = Driver(name);
        Assert.Equal(ReadingJson.Of(definition, await ReadAsync(overTelnet)), ReadingJson.Of(definition, await ReadAsync(overSsh)));
        await ReadAsync(overSsh);
        Assert.All(Asked, line => Assert.True(CommandGuard.Allows(line), line));
        Assert.Single(Asked, line => line is "terminal length 0" or "screen-length 0 temporary");
    }

    [Theory]
    [InlineData(OltCliFault.KeepsPager)]
    [InlineData(OltCliFault.AsksForMore)]
    [InlineData(OltCliFault.PromptLikeNames)]
    public async Task What_a_smartax_does_besides_answering_costs_nothing(OltCliFault fault)
    {
        await StartAsync("smartax", 64, fault);
        await using var driver = Driver("smartax-cli");
        var reading = await ReadAsync(driver);
        Assert.Equal((64, 40), (reading.Onus.Count, reading.Onus.Count(onu => onu.Status == OnuStatus.Up)));
    }

    [Theory]
    [InlineData(OltCliFault.Full, "session_taken", "all management sessions")]
    [InlineData(OltCliFault.NoPrompt, "prompt_lost", "shows no prompt")]
    [InlineData(OltCliFault.UnexpectedQuestion, "prompt_lost", "Enter your badge number")]
    [InlineData(OltCliFault.EnablePassword, "auth_failed", "another password for \"enable\"")]
    [InlineData(OltCliFault.Endless, "prompt_lost", "without coming to an end")]
    [InlineData(OltCliFault.HangsUp, "prompt_lost", "ended the session")]
    public async Task A_box_that_cannot_be_asked_is_a_closed_error_with_its_remedy(OltCliFault fault, string word, string detail)
    {
        await StartAsync("smartax", 64, fault);
        await using var driver = Driver("smartax-cli", timeoutS: 4);
        var error = Assert.IsType<PollResult.Failed>(await driver.PollAsync(Stop)).Error;
        Assert.Equal(word, error.Word);
        Assert.Contains(detail, error.Detail, StringComparison.Ordinal);
        Assert.NotEmpty(error.Remedy);
        Assert.DoesNotContain(Password, error.Detail + error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_logs_in_and_another_host_key_is_refused()
    {
        await StartAsync("zte", 16);
        await using (var driver = Driver("zte-cli", target => target with { Password = null, KeyFile = _server!.KeyFile })) Assert.Equal(16, (await ReadAsync(driver)).Onus.Count);
        await _server!.StopAsync();
        _server.NewHostKey();
        await _server.StartAsync();
        var asked = Asked.Length;
        await using var again = Driver("zte-cli");
        var error = Assert.IsType<PollResult.Failed>(await again.PollAsync(Stop)).Error;
        Assert.Contains("another host key", error.Detail, StringComparison.Ordinal);
        Assert.Equal(asked, Asked.Length);
    }

    private async Task StartAsync(string family, int onus, OltCliFault fault = OltCliFault.None)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "fault"), fault.ToString(), Stop);
        _server = await SshServer.StartAsync(Path.Combine(_folder, "sshd"), Password, $"{Built.Simulators} olt-cli --family {family} --onus {onus} --session {_folder}");
    }

    private DriverContext Context => new(TimeProvider.System, _pinger) { StateDir = Path.Combine(_folder, "state") };

    private IDriver Driver(string name, Func<SshTarget, SshTarget>? change = null, int timeoutS = 20)
    {
        var definition = Drivers.Find(name)!;
        var target = new SshTarget { Host = "127.0.0.1", Port = _server!.Port, User = SshServer.User, Password = SecretSource.FromFile(Path.Combine(_folder, "pw")) };
        return definition.Create(Entry(definition, new() { Ssh = change is null ? target : change(target), Timeout = TimeSpan.FromSeconds(timeoutS) }), Context);
    }

    private static DeviceConfig Entry(DriverDefinition definition, OltCliOptions options) => new("olt-1", definition, TimeSpan.FromSeconds(60), options);

    private static async Task<Reading> ReadAsync(IDriver driver) => await driver.PollAsync(Stop) switch
    {
        PollResult.Read read => read.Reading,
        var other => throw new Xunit.Sdk.XunitException($"{other}"),
    };
}
