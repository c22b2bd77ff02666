Console.Error.WriteLine("Demo: nothing yet");
return 2;
