using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;
using EdgeNoc.Tests.Alerts;

namespace EdgeNoc.Tests.Web;

public sealed class PeopleTests : IDisposable
{
    private const string Password = "correct horse battery";
    private static readonly Passwords Passwords = new(rounds: 10);
    private static readonly Actor Root = new("root", "root", "verb");
    private static readonly SignInFrom From = new("192.0.2.1", "a browser", null);
    private readonly Story _story = new(onDisk: false);
    private readonly SignIn _signIn;

    public PeopleTests()
    {
        _signIn = new SignIn(_story.Database, Passwords, _story.Clock);
        Put("ani", UserRole.Admin);
        Put("vera", UserRole.Viewer);
    }

    public void Dispose() => _story.Dispose();

    [Fact]
    public void Five_wrong_passwords_lock_also_for_the_right_one_and_each_further_one_doubles_the_time()
    {
        for (var n = 0; n < 5; n++) Assert.Null(_signIn.Try("vera", $"wrong {n}", From));
        Assert.Null(_signIn.Try("vera", Password, From));
        _story.After(60);
        Assert.Null(_signIn.Try("vera", "wrong 5", From));
        _story.After(119);
        Assert.Null(_signIn.Try("vera", Password, From));
        _story.After(1);
        Assert.NotNull(_signIn.Try("vera", Password, From));
        Assert.Equal([60, 120, 240, 480, 960, 1920, 3600, 3600], Enumerable.Range(5, 8).Select(failures => SignIn.LockAfter(failures).TotalSeconds));
        Assert.Equal(3600, SignIn.LockAfter(long.MaxValue).TotalSeconds);
        Assert.Equal(0, SignIn.LockAfter(4).TotalSeconds);
        Assert.Contains("wrong_password", _story.Query<string>("SELECT outcome FROM audit WHERE action = 'session.begin'"));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("")]
    [InlineData("VERA'; --")]
    public void Nobody_is_let_in_and_leaves_nothing(string id)
    {
        Assert.Null(_signIn.Try(id, Password, From));
        Assert.Empty(_story.Query<string>("SELECT id FROM user_sessions"));
    }

    [Fact]
    public void A_session_ends_unused_after_a_day_and_in_any_case_after_thirty()
    {
        var secret = _signIn.Try("vera", Password, From)!;
        for (var hour = 0; hour < 23 * 30; hour += 23)
        {
            _story.After(23 * 3600);
            Assert.NotNull(Who(secret));
        }

        _story.After((30 * 24 - 23 * 30) * 3600);
        Assert.Null(Who(secret));
        var other = _signIn.Try("vera", Password, From)!;
        _story.After(24 * 3600);
        Assert.Null(Who(other));
    }

    [Fact]
    public void Disabled_or_with_another_password_somebody_is_out_everywhere_at_once()
    {
        var secret = _signIn.Try("vera", Password, From)!;
        Put("vera", UserRole.Viewer, isDisabled: true);
        Assert.Null(Who(secret));
        Assert.Null(_signIn.Try("vera", Password, From));
        Put("vera", UserRole.Viewer);
        var (here, there) = (_signIn.Try("vera", Password, From)!, _signIn.Try("vera", Password, From)!);
        var keep = _story.Do(db => SessionStore.Authenticate(db, here, _story.Clock.Now))!.Value.Session.Id;
        _story.Do(db => UserActions.SetPassword(db, "vera", Passwords.Hash("another long password"), keep, Root, _story.Clock.Now));
        Assert.NotNull(Who(here));
        Assert.Null(Who(there));
    }

    [Fact]
    public void What_somebody_may_do_counts_from_his_next_click_on()
    {
        var secret = _signIn.Try("vera", Password, From)!;
        Assert.False(Who(secret)!.May(Role.Operator));
        _story.Do(db => UserActions.Put(db, new UserEntry("vera", "Vera", UserRole.Technician, SiteScope.Of(["kdr-03"]), IsDisabled: false), null, Root, _story.Clock.Now));
        var technician = Who(secret)!;
        Assert.True(technician.May(Role.Operator));
        Assert.Equal((true, false), (technician.Scope.Allows("kdr-03"), technician.Scope.Allows("mlg-01")));
    }

    [Fact]
    public void The_last_administrator_stays_one()
    {
        Assert.Equal(new ActionResult.Refused("last_admin"), Put("ani", UserRole.Viewer));
        Assert.Equal(new ActionResult.Refused("last_admin"), Put("ani", UserRole.Admin, isDisabled: true));
        Assert.Equal(new ActionResult.Refused("last_admin"), _story.Do(db => UserActions.Remove(db, "ani", Root, _story.Clock.Now)));
        Put("budi", UserRole.Admin);
        Assert.IsType<ActionResult.Done>(_story.Do(db => UserActions.Remove(db, "ani", Root, _story.Clock.Now)));
    }

    [Fact]
    public void Neither_passwords_nor_cookies_are_anywhere_in_the_database()
    {
        var secret = _signIn.Try("vera", Password, From)!;
        var all = string.Join('\n', _story.Query<string>("SELECT id || name || password FROM users UNION ALL SELECT hash || id FROM user_sessions UNION ALL SELECT COALESCE(detail_json, '') FROM audit"));
        Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, all, StringComparison.Ordinal);
        Assert.Equal(2, _story.Query<string>("SELECT DISTINCT password FROM users").Count);
    }

    [Theory]
    [InlineData("short 1", PasswordFault.TooShort)]
    [InlineData("aaaaaaaaaaaa", PasswordFault.TooSimple)]
    [InlineData("my name is Vera", PasswordFault.HoldsName)]
    [InlineData("correct horse battery", null)]
    public void A_password_must_be_long_and_not_the_name(string password, object? fault) => Assert.Equal(fault, Passwords.Fault(password, "vera"));

    [Fact]
    public void A_scope_that_cannot_be_read_lets_nobody_see_anything()
    {
        Assert.False(SiteScope.OfJson("{damaged").Allows("kdr-03"));
        Assert.False(SiteScope.OfJson("[]").Allows("kdr-03"));
        Assert.True(SiteScope.OfJson(null).Allows("kdr-03"));
    }

    private Person? Who(string secret) => _story.Do(db => SessionStore.Authenticate(db, secret, _story.Clock.Now)) is { } found ? Person.Of(found.User, found.Session) : null;

    private ActionResult Put(string id, UserRole role, bool isDisabled = false) =>
        _story.Do(db => UserActions.Put(db, new UserEntry(id, id, role, SiteScope.All, isDisabled), Passwords.Hash(Password), Root, _story.Clock.Now));
}
