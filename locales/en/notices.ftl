# Notices by e-mail. They say nothing about any person or case.
notice-subject = Abri: a task waits
notice-waits = A task waits for your unit in Abri. Sign in to see it.
notice-overdue = A task of your unit in Abri is past its time. Sign in to see it.
notice-climbed = A task in Abri was not done in time and has come to you as head. Sign in to see it.
