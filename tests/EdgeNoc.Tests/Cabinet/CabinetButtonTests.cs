using EdgeNoc.Agent.Cabinet.Inputs;

namespace EdgeNoc.Tests.Cabinet;

public sealed class CabinetButtonTests
{
    [Fact]
    public void A_short_press_acts_when_it_is_let_go()
    {
        var (button, action) = ButtonWatch.Up.Change(pressed: true, S(10));
        Assert.Equal(ButtonAction.None, action);
        Assert.Equal((ButtonWatch.Up, ButtonAction.Short), button.Change(pressed: false, S(10.2)));
    }

    [Fact]
    public void A_long_press_acts_while_it_is_held_and_once()
    {
        var button = ButtonWatch.Up.Change(pressed: true, S(10)).Next;
        Assert.Equal(ButtonAction.None, button.Look(S(12.9)).Action);
        (button, var action) = button.Look(S(13));
        Assert.Equal(ButtonAction.Long, action);
        Assert.Equal(ButtonAction.None, button.Look(S(14)).Action);
        Assert.Equal((ButtonWatch.Up, ButtonAction.None), button.Change(pressed: false, S(15)));
    }

    [Fact]
    public void Held_on_it_acts_a_second_time_and_once()
    {
        var button = ButtonWatch.Up.Change(pressed: true, S(10)).Next.Look(S(13)).Next;
        Assert.Equal(ButtonAction.None, button.Look(S(19.9)).Action);
        (button, var action) = button.Look(S(20));
        Assert.Equal(ButtonAction.Open, action);
        Assert.Equal(ButtonAction.None, button.Look(S(25)).Action);
        Assert.Equal((ButtonWatch.Up, ButtonAction.None), button.Change(pressed: false, S(26)));
    }

    [Fact]
    public void A_long_press_that_no_look_saw_counts_when_it_is_let_go() =>
        Assert.Equal(ButtonAction.Long, ButtonWatch.Up.Change(pressed: true, S(10)).Next.Change(pressed: false, S(13.1)).Action);

    [Fact]
    public void A_stuck_button_is_said_once_and_ignored_until_it_is_let_go()
    {
        var button = ButtonWatch.Up.Change(pressed: true, S(10)).Next.Look(S(13)).Next;
        (button, var action) = button.Look(S(40));
        Assert.Equal(ButtonAction.Stuck, action);
        Assert.Equal(ButtonAction.None, button.Look(S(4000)).Action);
        Assert.Equal((ButtonWatch.Up, ButtonAction.Freed), button.Change(pressed: false, S(4001)));
    }

    [Fact]
    public void What_is_pressed_at_the_start_is_nobodys_press()
    {
        var button = ButtonWatch.AtStart(pressed: true, S(0));
        Assert.Equal(ButtonAction.None, button.Look(S(5)).Action);
        Assert.Equal((ButtonWatch.Up, ButtonAction.None), button.Change(pressed: false, S(6)));
        Assert.Equal(ButtonAction.Stuck, button.Look(S(30)).Action);
    }

    [Fact]
    public void Letting_go_of_what_nobody_pressed_is_nothing() => Assert.Equal((ButtonWatch.Up, ButtonAction.None), ButtonWatch.Up.Change(pressed: false, S(1)));

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);
}
