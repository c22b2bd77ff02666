using EdgeNoc.Agent.Cabinet.Page.Pin;
using EdgeNoc.Common.Config;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Configuration;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Cabinet.Page;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class CabinetPagePinTests : IDisposable
{
    private readonly ConfigFolder _folder = new();
    private readonly AdjustableTime _time = new(new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_hash_fits_its_own_pin_alone_and_holds_none_of_its_digits()
    {
        var text = PinHash.Of("481516").ToString();
        Assert.True(PinHash.TryParse(text, out var hash));
        Assert.True(hash.Fits("481516"));
        Assert.False(hash.Fits("481517"));
        Assert.DoesNotContain("481516", text, StringComparison.Ordinal);
        Assert.NotEqual(text, PinHash.Of("481516").ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("481516")]
    [InlineData("pbkdf2-sha256:0:AAAAAAAAAAAAAAAAAAAAAA==:AAAA")]
    [InlineData("pbkdf2-sha256:99999999999:AAAAAAAAAAAAAAAAAAAAAA==:AAAA")]
    [InlineData("pbkdf2-sha256:1:AAAAAAAAAAAAAAAAAAAAAA==:AAAA")]
    [InlineData("md5:1:AAAAAAAAAAAAAAAAAAAAAA==:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void What_is_no_hash_is_read_as_none(string text) => Assert.False(PinHash.TryParse(text, out _));

    [Fact]
    public void Any_text_at_all_is_read_or_refused() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => PinHash.TryParse($"pbkdf2-sha256:1:{text}", out _) || true).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("481516", true)]
    [InlineData("48151623", true)]
    [InlineData("48151", false)]
    [InlineData("4815162342108", false)]
    [InlineData("48151a", false)]
    [InlineData("٤٨١٥١٦", false)]
    [InlineData("000000", false)]
    [InlineData("123456", false)]
    [InlineData("987654", false)]
    public void A_new_pin_has_six_digits_that_nobody_tries_first(string pin, bool isGood) => Assert.Equal(isGood, PinRule.Problem(pin) is null);

    [Fact]
    public void The_wait_doubles_from_the_third_wrong_pin_up_to_a_quarter_of_an_hour()
    {
        var (lockout, now, waits) = (Lockout.None, TimeSpan.FromHours(5), new List<double>());
        for (var wrong = 0; wrong < 13; wrong++)
        {
            lockout = lockout.AfterWrong(now);
            waits.Add(lockout.Wait(now).TotalSeconds);
            now += lockout.Wait(now);
        }

        Assert.Equal([0, 0, 5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900], waits);
        Assert.Equal(TimeSpan.Zero, lockout.AfterWrong(now + TimeSpan.FromMinutes(61)).Wait(now + TimeSpan.FromMinutes(61)));
    }

    [Fact]
    public async Task A_hundred_wrong_pins_are_looked_at_three_times_and_the_right_one_waits_for_its_turn()
    {
        using var door = Door("481516", out var log);
        var answers = new List<PinAnswer>();
        for (var wrong = 0; wrong < 100; wrong++) answers.Add(await door.TryAsync($"{200_000 + wrong}", TestContext.Current.CancellationToken));

        Assert.Equal(3, answers.OfType<PinAnswer.Wrong>().Count());
        Assert.Equal(97, answers.OfType<PinAnswer.TooEarly>().Count());
        Assert.IsType<PinAnswer.TooEarly>(await door.TryAsync("481516", TestContext.Current.CancellationToken));
        Assert.Single(log.Lines);
        Assert.DoesNotContain(log.Lines, line => line.Contains("2000", StringComparison.Ordinal));

        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.IsType<PinAnswer.Right>(await door.TryAsync("481516", TestContext.Current.CancellationToken));
        Assert.Equal(TimeSpan.Zero, Assert.IsType<PinAnswer.Wrong>(await door.TryAsync("200000", TestContext.Current.CancellationToken)).Wait);
    }

    [Fact]
    public async Task A_session_ends_when_it_is_left_alone_after_four_hours_with_another_pin_and_when_it_is_closed()
    {
        using var door = Door("481516", out _);
        var idle = await OpenAsync(door, "481516");
        _time.Advance(Sessions.Idle - TimeSpan.FromSeconds(1));
        Assert.True(door.IsOpen(idle, isUse: false));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(door.IsOpen(idle, isUse: false));

        var used = await OpenAsync(door, "481516");
        for (var minutes = 0; minutes < 230; minutes += 10)
        {
            _time.Advance(TimeSpan.FromMinutes(10));
            Assert.True(door.IsOpen(used, isUse: true));
        }

        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.False(door.IsOpen(used, isUse: true));

        var closed = await OpenAsync(door, "481516");
        door.Close(closed);
        Assert.False(door.IsOpen(closed, isUse: true));

        var older = await OpenAsync(door, "481516");
        _folder.PasswordFile("pin", PinHash.Of("162342", rounds: 10).ToString());
        Assert.False(door.IsOpen(older, isUse: true));
        Assert.False(door.IsOpen("", isUse: true));
        Assert.True(door.IsOpen(await OpenAsync(door, "162342"), isUse: true));
    }

    [Fact]
    public async Task Without_a_usable_file_no_pin_fits_and_the_answer_says_what_to_do()
    {
        using var door = new PinDoor(SecretSource.FromFile(Path.Combine(_folder.Path, "none")), _time, new ListLogger());
        Assert.Contains("is not there", Assert.IsType<PinAnswer.NotSet>(await door.TryAsync("481516", TestContext.Current.CancellationToken)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_verb_writes_a_file_that_only_its_owner_reads_and_that_the_door_takes()
    {
        var path = Path.Combine(_folder.Path, "pin");
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(0, PinCommand.Run(path, new StringReader("481516\n481516\n"), output, error));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.True(PinHash.TryParse(File.ReadAllText(path), out var hash) && hash.Fits("481516"));
        Assert.Equal("", error.ToString());
        Assert.DoesNotContain("481516", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("481516\n481517\n", "not the same")]
    [InlineData("1234\n", "6 to 12 digits")]
    [InlineData("111111\n", "everybody tries first")]
    [InlineData("", "6 to 12 digits")]
    public void The_verb_refuses_what_is_no_pin_and_writes_nothing(string typed, string said)
    {
        var path = Path.Combine(_folder.Path, "pin");
        using var error = new StringWriter();
        Assert.Equal(2, PinCommand.Run(path, new StringReader(typed), TextWriter.Null, error));
        Assert.Contains(said, error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    private static async Task<string> OpenAsync(PinDoor door, string pin) => Assert.IsType<PinAnswer.Right>(await door.TryAsync(pin, TestContext.Current.CancellationToken)).Token;

    private PinDoor Door(string pin, out ListLogger log)
    {
        log = new ListLogger();
        return new PinDoor(SecretSource.FromFile(_folder.PasswordFile("pin", PinHash.Of(pin, rounds: 10).ToString())), _time, log);
    }
}
