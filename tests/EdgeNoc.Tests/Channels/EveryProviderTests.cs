using System.Net;
using System.Net.Sockets;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Channels.HttpTemplate;
using EdgeNoc.Simulators.Gateway;

namespace EdgeNoc.Tests.Channels;

/// <summary>What holds for every provider, whatever its words.</summary>
public sealed class EveryProviderTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private GatewayServer _gateway = null!;

    public static TheoryData<string> Providers => [.. ProviderRig.Providers];

    // For a program that takes alerts, every 2xx is a yes, whatever is in it.
    public static TheoryData<string> ProvidersThatAnswer => [.. ProviderRig.Providers.Where(provider => provider != "webhook")];

    public async ValueTask InitializeAsync() => _gateway = await ProviderRig.GatewayAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_message_arrives_as_it_was_written_and_under_the_id_that_receipts_will_name(string provider)
    {
        var accepted = Assert.IsType<SendOutcome.Accepted>(await SendAsync(provider, "🔴 #17 <KDR-03> \"PON\" \\ & 0/3\nsecond line ñ 南"));
        var message = Assert.Single(_gateway.Messages);
        Assert.Equal(provider, message.Provider);
        Assert.Contains("second line ñ 南", message.Text, StringComparison.Ordinal);
        Assert.Contains("KDR-03", message.Text, StringComparison.Ordinal);
        if (provider is not ("mpwa" or "webhook")) Assert.EndsWith(message.Id!, accepted.ProviderId!, StringComparison.Ordinal);
        Assert.Equal(provider == "webhook", accepted.IsDelivered);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Overloaded_it_is_tried_again_when_it_asks_to(string provider)
    {
        _gateway.Behaviour = GatewayBehaviour.TooManyRequests;
        Assert.Equal(TimeSpan.FromSeconds(77), Assert.IsType<SendOutcome.TryAgain>(await SendAsync(provider)).After);
        Assert.Empty(_gateway.Messages);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Broken_or_unlinked_it_has_sent_nothing_and_is_tried_again(string provider)
    {
        foreach (var behaviour in new[] { GatewayBehaviour.ServerError, GatewayBehaviour.StatusFalse, GatewayBehaviour.Redirect })
        {
            _gateway.Behaviour = behaviour;
            Assert.IsType<SendOutcome.TryAgain>(await SendAsync(provider));
        }

        Assert.Empty(_gateway.Messages);
    }

    [Theory]
    [MemberData(nameof(ProvidersThatAnswer))]
    public async Task An_answer_that_is_none_leaves_it_open_whether_it_was_sent(string provider)
    {
        foreach (var behaviour in new[] { GatewayBehaviour.Html, GatewayBehaviour.CutAnswer, GatewayBehaviour.Endless })
        {
            _gateway.Behaviour = behaviour;
            Assert.IsType<SendOutcome.InDoubt>(await SendAsync(provider));
        }

        // JSON of another kind: MPWA's may be a refusal without words, a service by templates names a place where nothing stands.
        _gateway.Behaviour = GatewayBehaviour.WrongJson;
        var outcome = await SendAsync(provider);
        if (provider is "mpwa" or "http") Assert.IsType<SendOutcome.TryAgain>(outcome);
        else Assert.IsType<SendOutcome.InDoubt>(outcome);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Hanging_it_may_have_sent_it(string provider)
    {
        _gateway.Behaviour = GatewayBehaviour.Hang;
        Assert.IsType<SendOutcome.InDoubt>(await SendAsync(provider, timeout: TimeSpan.FromMilliseconds(500)));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Only_being_told_to_stop_throws(string provider)
    {
        _gateway.Behaviour = GatewayBehaviour.Hang;
        using var stop = new CancellationTokenSource();
        var channel = ProviderRig.Open(provider, _gateway.Address, Patience);
        var sending = channel.SendAsync(ProviderRig.Message(provider), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        (channel as IDisposable)?.Dispose();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Not_there_it_has_sent_nothing(string provider)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var nowhere = new Uri($"http://{free.LocalEndpoint}/");
        free.Stop();
        var channel = ProviderRig.Open(provider, nowhere, Patience);
        Assert.IsType<SendOutcome.TryAgain>(await channel.SendAsync(ProviderRig.Message(provider), default));
        (channel as IDisposable)?.Dispose();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_key_that_it_quotes_is_in_no_reason(string provider)
    {
        _gateway.Behaviour = GatewayBehaviour.Quote;
        var reason = (await SendAsync(provider)) switch
        {
            SendOutcome.TryAgain again => again.Reason,
            SendOutcome.Never never => never.Reason,
            SendOutcome.InDoubt doubt => doubt.Reason,
            var outcome => throw new Xunit.Sdk.XunitException($"{outcome}"),
        };
        Assert.DoesNotContain(ProviderRig.Key, reason, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Not_even_half_a_key_is_left_where_a_reason_is_cut()
    {
        await using var gateway = await ProviderRig.GatewayAsync();
        var settings = (HttpTemplateSettings)ProviderRig.Settings("http", gateway.Address);
        gateway.Behaviour = GatewayBehaviour.Quote;
        for (var before = 0; before < 60; before++)
        {
            using var channel = new HttpTemplateChannel(settings with { UrlTemplate = $"{gateway.Address}call?{new string('x', before)}={{{{secret}}}}" }, TimeProvider.System);
            var reason = Assert.IsType<SendOutcome.TryAgain>(await channel.SendAsync(new OutgoingMessage("628123456789", "x"), default)).Reason;
            Assert.DoesNotContain("AAk3y", reason, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task What_is_no_recipient_never_reaches_it(string provider)
    {
        foreach (var recipient in new[] { "", "no such\r\nthing", "12\u06613", "'); DROP TABLE" })
        {
            if (provider == "webhook" && recipient.StartsWith('\'')) continue;
            var channel = ProviderRig.Open(provider, _gateway.Address, Patience);
            Assert.IsType<SendOutcome.Never>(await channel.SendAsync(new OutgoingMessage(recipient, "x") { LastInboundAt = DateTimeOffset.UtcNow }, default));
            Assert.IsType<RecipientCheck.Unusable>(channel.Check(recipient));
            (channel as IDisposable)?.Dispose();
        }

        Assert.Empty(_gateway.Messages);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task What_it_can_do_is_what_it_is(string provider)
    {
        await Task.CompletedTask;
        var channel = ProviderRig.Open(provider, _gateway.Address, Patience);
        Assert.Equal(channel.Can.SessionState, channel is ISessionProbe);
        Assert.Equal(channel.Can.Inbound, channel is IWebhookReader or IInboundPoll);
        Assert.Equal(($"my-{provider}", provider), (channel.Id, channel.Provider));
        Assert.InRange(channel.Can.MaxChars, 1000, 1_000_000);
        if (!channel.Can.Groups) Assert.IsNotType<RecipientCheck.Group>(channel.Check("120363041234567890@g.us"));
        (channel as IDisposable)?.Dispose();
    }

    [Theory]
    [InlineData("fonnte")]
    [InlineData("waha")]
    [InlineData("evolution")]
    public async Task A_session_says_whether_it_is_linked(string provider)
    {
        var channel = ProviderRig.Open(provider, _gateway.Address, Patience);
        var probe = Assert.IsType<ISessionProbe>(channel, exactMatch: false);
        Assert.IsType<SessionState.Up>(await probe.ProbeAsync(default));
        _gateway.IsLinked = false;
        Assert.Contains("scan", Assert.IsType<SessionState.Down>(await probe.ProbeAsync(default)).Reason, StringComparison.Ordinal);
        (channel as IDisposable)?.Dispose();
    }

    [Theory]
    [InlineData("fonnte")]
    [InlineData("waha")]
    [InlineData("evolution")]
    [InlineData("mpwa")]
    public async Task A_group_is_a_recipient(string provider)
    {
        var channel = ProviderRig.Open(provider, _gateway.Address, Patience);
        Assert.IsType<SendOutcome.Accepted>(await channel.SendAsync(new OutgoingMessage("120363041234567890@g.us", "hello"), default));
        Assert.Equal("120363041234567890@g.us", Assert.Single(_gateway.Messages).To);
        (channel as IDisposable)?.Dispose();
    }

    private async Task<SendOutcome> SendAsync(string provider, string text = "🔴 #17 hello", TimeSpan? timeout = null)
    {
        var channel = ProviderRig.Open(provider, _gateway.Address, timeout ?? Patience);
        try
        {
            return await channel.SendAsync(ProviderRig.Message(provider, text), default);
        }
        finally
        {
            (channel as IDisposable)?.Dispose();
        }
    }
}
