using System.Text;
using System.Threading.Channels;
using EdgeNoc.Agent.Devices.Ssh;
using EdgeNoc.Agent.Devices.Vrp;

namespace EdgeNoc.Tests.Ssh;

/// <summary>Where an answer ends, byte for byte.</summary>
public sealed class CliSessionTests : IAsyncDisposable
{
    private readonly Wire _wire = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _wire.DisposeAsync();

    [Fact]
    public async Task The_rest_of_an_answer_that_ended_too_soon_spoils_no_other()
    {
        await using var session = await OpenAsync();
        // A user is called like the box, and a packet ends behind his name.
        _wire.OnLine = line => line == "one" ? ["one\r\nuser 1\r\n<NE-1>"] : ["\r\nuser 3\r\n<NE-1>", $"{line}\r\nthe second answer\r\n<NE-1>"];
        Assert.Equal("user 1", await AskAsync(session, "one"));
        Assert.Equal("the second answer", await AskAsync(session, "two"));
    }

    [Fact]
    public async Task A_box_that_does_not_echo_is_waited_for_a_moment_longer()
    {
        await using var session = await OpenAsync();
        _wire.OnLine = _ => ["an answer\r\n<NE-1>"];
        Assert.Equal("an answer", await AskAsync(session, "one"));
    }

    [Fact]
    public async Task A_prompt_counts_with_the_name_of_the_login_alone()
    {
        await using var session = await OpenAsync();
        _wire.OnLine = line => [$"{line}\r\n<joao>", "\r\n[~joao]", "\r\nend\r\n<NE-1>"];
        Assert.Equal("<joao>\n[~joao]\nend", await AskAsync(session, "one"));
    }

    [Theory]
    [InlineData("display version\nreboot")]
    [InlineData("display version\u0003")]
    public async Task A_line_with_control_characters_is_sent_to_nobody(string command)
    {
        await using var session = await OpenAsync();
        var sent = _wire.Sent.Count;
        await Assert.ThrowsAsync<ArgumentException>(() => session.AskAsync(command, Cancelled));
        Assert.Equal(sent, _wire.Sent.Count);
    }

    private async Task<CliSession> OpenAsync()
    {
        _wire.OnLine = line => [$"{line}\r\n<NE-1>"];
        _wire.Say("Info: welcome\r\n<NE-1>");
        return await CliSession.OpenAsync(_wire, VrpDialect.Dialect, TimeProvider.System, TimeSpan.FromSeconds(30), Cancelled);
    }

    private static async Task<string> AskAsync(CliSession session, string command) => Assert.IsType<CliReply.Answer>(await session.AskAsync(command, Cancelled)).Text;

    /// <summary>A box of which each packet is decided here.</summary>
    private sealed class Wire : ICliTransport
    {
        private readonly Channel<byte[]> _packets = Channel.CreateUnbounded<byte[]>();

        public Func<string, string[]> OnLine { get; set; } = _ => [];

        public List<string> Sent { get; } = [];

        public string Where => "192.0.2.1";

        public void Say(string text) => _packets.Writer.TryWrite(Encoding.UTF8.GetBytes(text));

        public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            var packet = await _packets.Reader.ReadAsync(cancellationToken);
            packet.CopyTo(buffer);
            return packet.Length;
        }

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            Sent.Add(Encoding.UTF8.GetString(bytes.Span));
            foreach (var packet in OnLine(Sent[^1].TrimEnd('\r'))) Say(packet);
            return ValueTask.CompletedTask;
        }

        public Task<CliError?> EndedAsync(string lastText) => Task.FromResult<CliError?>(null);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
