namespace EdgeNoc.Simulators.OltCli;

/// <summary>What an OLT's command line does otherwise than the best of them, or wrong.</summary>
public enum OltCliFault
{
    None,

    /// <summary>Telnet: negotiates in the middle of everything, and without end.</summary>
    IacEverywhere,

    /// <summary>Telnet: nothing but IAC bytes, 100 MB of them.</summary>
    IacFlood,

    /// <summary>Connects and says nothing.</summary>
    Silent,

    /// <summary>Lets nobody in.</summary>
    RefusesLogin,

    /// <summary>Says that all sessions are taken, and hangs up.</summary>
    Full,

    /// <summary>Lets in, and shows no prompt.</summary>
    NoPrompt,

    /// <summary>Asks after the login what an agent cannot know.</summary>
    UnexpectedQuestion,

    /// <summary>Asks for a password of its own for <c>enable</c>.</summary>
    EnablePassword,

    /// <summary>Sends 100 MB instead of an answer.</summary>
    Endless,

    /// <summary>Ends the session in the middle of an answer.</summary>
    HangsUp,

    /// <summary>Begins an answer and goes quiet.</summary>
    StopsInAnswer,

    /// <summary>Wants a key before the prompt: "Press any key".</summary>
    PressAnyKey,

    /// <summary>Asks for the rest of each command, <c>{ &lt;cr&gt;||&lt;K&gt; }:</c>, as a SmartAX in smart mode.</summary>
    AsksForMore,

    /// <summary>Does not know how to go without its pager.</summary>
    KeepsPager,

    /// <summary>Names and descriptions of customers that look like prompts and pagers.</summary>
    PromptLikeNames,

    /// <summary>Knows the states and nothing else.</summary>
    StatesAlone,

    /// <summary>Writes the other of the two forms that its family is known by: ZTE with <c>Channel</c>, SmartAX by port, Hioso with PONs from 0/1 and no running time.</summary>
    OtherForm,

    /// <summary>No ONU is there.</summary>
    NoOnus,

    /// <summary>Does not let this user ask.</summary>
    NoRights,

    /// <summary>Another box: knows none of the commands.</summary>
    OtherBox,
}
